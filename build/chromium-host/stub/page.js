const mark = document.createElement('p');
mark.id = 'ready';
mark.textContent = 'prêt';
document.body.append(mark);
